resource "aws_iam_role" "orders" {
#                       ^^^^^^^^ `first` and `second` run with one role,
  name               = "orders"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "orders" {
  role = aws_iam_role.orders.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "dynamodb:GetItem"
      Resource = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders"
    }]
  })
}

data "archive_file" "first" {
  type        = "zip"
  source_file = "src/first.ts"
  output_path = "first.zip"
}

resource "aws_lambda_function" "first" {
  function_name = "first"
  handler       = "first.handler"
  runtime       = "nodejs22.x"
  role          = aws_iam_role.orders.arn
  filename      = data.archive_file.first.output_path
}

data "archive_file" "second" {
  type        = "zip"
  source_file = "src/second.ts"
  output_path = "second.zip"
}

resource "aws_lambda_function" "second" {
  function_name = "second"
  handler       = "second.handler"
  runtime       = "nodejs22.x"
  role          = aws_iam_role.second.arn
  filename      = data.archive_file.second.output_path
}

resource "aws_iam_role" "second" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          Service = "lambda.amazonaws.com"
        }
        Action = "sts:AssumeRole"
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "second_AWSLambdaBasicExecutionRole" {
  role       = aws_iam_role.second.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}
