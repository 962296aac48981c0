resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  runtime       = "nodejs24.x"
  role          = aws_iam_role.orders.arn
  vpc_config {
    subnet_ids         = ["subnet-0f0f0f0f"]
    security_group_ids = [aws_security_group.all.id]
  }
}

resource "aws_iam_role" "orders" {
  assume_role_policy = "{}"
}

resource "aws_lambda_function" "invoices" {
  function_name = "invoices"
  filename      = "invoices.zip"
  handler       = "invoices.handler"
  runtime       = "nodejs24.x"
  role          = aws_iam_role.invoices.arn
  vpc_config {
    subnet_ids         = ["subnet-0f0f0f0f"]
    security_group_ids = [aws_security_group.all.id]
  }
}

resource "aws_iam_role" "invoices" {
  assume_role_policy = "{}"
}

resource "aws_security_group" "all" {
  vpc_id = "vpc-0f0f0f0f"

  egress {
 #^^^^^^^^ Security group `aws_security_group.all` lets `orders` and `invoices` send anything anywhere. Let out what is
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
