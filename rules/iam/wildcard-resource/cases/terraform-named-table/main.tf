resource "aws_lambda_function" "orders" {
  function_name = "orders"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  role          = aws_iam_role.orders.arn
}

resource "aws_iam_role" "orders" {
  name = "orders"
}

variable "archive_arn" {
  type = string
}

resource "aws_dynamodb_table" "orders" {
  name     = "orders"
  hash_key = "id"
}

resource "aws_iam_role_policy" "orders" {
  role = aws_iam_role.orders.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "dynamodb:PutItem", Resource = [aws_dynamodb_table.orders.arn, "${aws_dynamodb_table.orders.arn}/index/*"] },
      { Effect = "Allow", Action = "s3:PutObject", Resource = "${var.archive_arn}/*" },
      { Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = "*" },
    ]
  })
}
