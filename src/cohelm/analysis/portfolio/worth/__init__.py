"""What work is worth in money: cash flows over years and the measures taken of them."""
