resource "aws_subnet" "open" {
  vpc_id                  = "vpc-0f0f0f0f"
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = true
}

resource "aws_subnet" "inner" {
  vpc_id     = "vpc-0f0f0f0f"
  cidr_block = "10.0.2.0/24"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  runtime       = "nodejs24.x"
  role          = "arn:aws:iam::111122223333:role/orders"
  vpc_config {
    subnet_ids         = [aws_subnet.open.id]
    #                    ^^^^^^^^^^^^^^^^^^^^ `orders` is placed in `aws_subnet.open`
    security_group_ids = ["sg-0f0f0f0f"]
  }
}
