"""The E-Series store, reached through its public REST API, version 3.

``client`` talks, ``rules`` reads its products into our fields, ``payloads`` writes our changes as its requests, and
``table`` lists every key that may stand in one. Where the API's documentation is silent, requests are written so that
every likely reading of them leaves the same store behind.
"""
