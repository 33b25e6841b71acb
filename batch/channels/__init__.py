"""The stores that a plan can be applied to: one folder each, behind the Channel port."""
