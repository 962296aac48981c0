resource "aws_lambda_function" "orders" {
#                              ^^^^^^^^ `app/main.tf` deploys functions and raises no alarm on their errors, their throttles or what piles up in
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  runtime       = "nodejs24.x"
  role          = aws_iam_role.orders.arn
}

resource "aws_iam_role" "orders" {
  assume_role_policy = "{}"
}
