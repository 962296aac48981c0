resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
  runtime       = "nodejs24.x"
  role          = aws_iam_role.orders.arn
}

resource "aws_iam_role" "orders" {
  assume_role_policy = "{}"
}

resource "aws_lambda_permission" "call" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.orders.function_name
  principal     = data.aws_caller_identity.current.account_id
  #               ^^^ Permission `aws_lambda_permission.call` lets everybody with any AWS account invoke its function. Name who
}

data "aws_caller_identity" "current" {}
