resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  runtime       = "nodejs24.x"
  role          = aws_iam_role.orders.arn
  vpc_config {
    subnet_ids         = [aws_subnet.a.id]
    security_group_ids = ["sg-0f0f0f0f"]
  }
}

resource "aws_iam_role" "orders" {
  assume_role_policy = "{}"
}

resource "aws_subnet" "a" {
  vpc_id                  = "vpc-0f0f0f0f"
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = false
}
