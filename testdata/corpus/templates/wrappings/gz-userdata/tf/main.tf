resource "aws_instance" "pg" {
  ami              = "ami-0f3c9e8d7b6a5c4d3"
  instance_type    = "m7g.large"
  user_data_base64 = "H4sIAAAAAAACA1WPzWrDMBCE73qKxb1atqGpSwU99JBCySmEHkoIRpY3ioj+kNa4hj58HbeH9rIwwze7O3fKhnHgKviz0SxKdZUauzEOklAApRHZlAxhdzYWs2AAHKKki4AaSdU26ExS8yXkqaLg7EIAhMljEpBCIHEbqxkxOZOzCT4LKJq2aYrVX27TkhbwtUqA47rt9KtkNF0v8/JUsvAMxYUoZlHXxlc+pKHCT+mixeIPfsX5Rm6UfGr3W31o0/37jObt8WHfb15fdtvG7w4fqWBp9MoNP62Oec6ETpEtAb3sLZbAuQ9TCf9antg3HTKtmjQBAAA="
  tags = {
    Name = "pg-1"
  }
}
