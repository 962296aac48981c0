resource "aws_lambda_function" "orders" {
  function_name = "orders"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  role          = aws_iam_role.orders.arn
}

resource "aws_iam_role" "orders" {
  name = "orders"
}

resource "aws_dynamodb_table" "orders" {
  name     = "orders"
  hash_key = "id"
}

data "aws_iam_policy_document" "orders" {
  statement {
    actions   = ["dynamodb:*"]
#                ^^^^^^^^^^^^ `dynamodb:*` lets `orders` call all 79 actions of DynamoDB
    resources = [aws_dynamodb_table.orders.arn]
  }
}

resource "aws_iam_policy" "orders" {
  policy = data.aws_iam_policy_document.orders.json
}

resource "aws_iam_role_policy_attachment" "orders" {
  role       = aws_iam_role.orders.name
  policy_arn = aws_iam_policy.orders.arn
}
