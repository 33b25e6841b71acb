"""Faults on request: what goes wrong between a client and the store, and when.

A fault of a file is a name, the calls it is for, when it strikes, and what it needs to know: ``kinds`` lists the names,
``document`` reads the file, ``active`` counts and decides. What a fault does is in the family that it belongs to:

    lines       the connection and the bytes on it
    refusals    an answer in place of the work, or in place of the answer to it
    limits      requests per minute, and clocks
    others      somebody else at work in the store, between two requests
    tickets     creating a batch
    queue       which batch is executed, and how far
    statuses    what is said of a batch, and its responses
    items       one request carried out, in a batch or alone
    pages       lists of products, the profile
"""
