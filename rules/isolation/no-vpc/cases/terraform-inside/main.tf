resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  runtime       = "nodejs24.x"
  role          = aws_iam_role.orders.arn
  vpc_config {
    subnet_ids         = var.subnets
    security_group_ids = var.groups
  }
}

resource "aws_iam_role" "orders" {
  assume_role_policy = "{}"
}

variable "subnets" {
  type = list(string)
}

variable "groups" {
  type = list(string)
}
