"""How much hypothesis tries: little and always the same by default, much and anew with --hypothesis-profile=long."""

from hypothesis import HealthCheck, settings

_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)

settings.register_profile(
    "default", max_examples=12, derandomize=True, deadline=None, database=None, suppress_health_check=_SLOW
)
settings.register_profile("long", max_examples=500, deadline=None, suppress_health_check=_SLOW)
settings.load_profile("default")
