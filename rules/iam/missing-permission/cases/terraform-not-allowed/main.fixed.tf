resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
}

data "archive_file" "create" {
  type        = "zip"
  source_dir  = "src"
  output_path = "create.zip"
}

resource "aws_lambda_function" "create" {
  function_name = "create"
  filename      = data.archive_file.create.output_path
  handler       = "create.handler"
  runtime       = "nodejs22.x"
  role          = aws_iam_role.create.arn
  environment {
    variables = {
      TABLE = aws_dynamodb_table.orders.name
    }
  }
}

resource "aws_iam_role" "create" {
  name               = "create"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy" "create_dynamodb" {
  role = aws_iam_role.create.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["dynamodb:PutItem"]
        Resource = aws_dynamodb_table.orders.arn
      },
    ]
  })
}

resource "aws_iam_role_policy" "create" {
  role = aws_iam_role.create.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = [
        "dynamodb:GetItem",
      ]
      Resource = aws_dynamodb_table.orders.arn
    }]
  })
}
