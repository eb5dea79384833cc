"""When an action of a plan is ready, and when a plan is both sectors' own."""
