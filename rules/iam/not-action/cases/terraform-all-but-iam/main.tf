resource "aws_iam_role" "orders" {
  name               = "orders"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "lambda" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role_policy" "orders" {
  role = aws_iam_role.orders.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        NotAction = "iam:*"
#                   ^^^^^^^ `NotAction` lets `orders` do everything but `iam:*`,
        Resource = "*"
      },
      {
        Effect = "Allow"
        Action = "s3:GetObject"
        NotResource = "arn:aws:s3:::example-payroll/*"
#                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `NotResource` lets `orders` reach everything but `arn:aws:s3:::example-payroll/*`,
      },
    ]
  })
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  handler       = "orders.handler"
  runtime       = "nodejs22.x"
  role          = aws_iam_role.orders.arn
  filename      = "orders.zip"
}
