resource "aws_lambda_function" "orders" {
  function_name = "orders"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  role          = aws_iam_role.orders.arn
}

resource "aws_iam_role" "orders" {
  name = "orders"
}

variable "policy_arn" {
  type = string
}

resource "aws_iam_role_policy_attachment" "orders" {
  role       = aws_iam_role.orders.name
  policy_arn = var.policy_arn
}
