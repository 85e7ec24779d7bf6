"""Where everything is published, and the plan of every output of a build."""
