"""What is made for others than readers of the page; one module a format."""
