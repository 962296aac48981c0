resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  runtime       = "nodejs24.x"
  role          = aws_iam_role.orders.arn
  dynamic "vpc_config" {
    for_each = var.networks
    content {
      subnet_ids         = vpc_config.value.subnets
      security_group_ids = vpc_config.value.groups
    }
  }
}

resource "aws_iam_role" "orders" {
  assume_role_policy = "{}"
}

variable "networks" {
  type = list(any)
}
