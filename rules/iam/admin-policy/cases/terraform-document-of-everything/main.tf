resource "aws_lambda_function" "orders" {
  function_name = "orders"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  role          = aws_iam_role.orders.arn
}

resource "aws_iam_role" "orders" {
  name = "orders"
}

data "aws_iam_policy_document" "orders" {
  statement {
    actions   = ["*"]
#                ^^^ Every action on every resource lets `orders` do anything in the account
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "orders" {
  role   = aws_iam_role.orders.id
  policy = data.aws_iam_policy_document.orders.json
}
