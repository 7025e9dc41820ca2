"""The only place that knows requests and addresses."""
