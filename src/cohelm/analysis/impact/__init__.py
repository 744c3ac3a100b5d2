"""What technology brought the business: metrics, benefits."""
