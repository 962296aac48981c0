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
        Effect = var.effect
        NotAction = "iam:*"
        Resource = var.reach
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

variable "effect" {
  type = string
}

variable "reach" {
  type = string
}
