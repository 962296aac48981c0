locals {
  policies = toset([var.rights, "service-role/AWSLambdaBasicExecutionRole"])
}

resource "aws_lambda_function" "orders" {
  handler = "index.handler"
  runtime = "nodejs22.x"
  role    = aws_iam_role.orders.arn
}

resource "aws_iam_role" "orders" {
  name = "orders"
}

resource "aws_iam_role_policy_attachment" "orders" {
  for_each   = local.policies
  role       = aws_iam_role.orders.name
  policy_arn = "arn:aws:iam::aws:policy/${each.value}"
}

variable "rights" {
  type = string
}
