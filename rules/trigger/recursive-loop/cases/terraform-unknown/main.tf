resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "src/orders.zip"
  handler       = "orders.handler"
  runtime       = "nodejs24.x"
  role          = aws_iam_role.orders.arn
  environment {
    variables = {
      BUCKET = var.bucket
    }
  }
}

resource "aws_iam_role" "orders" {
  assume_role_policy = "{}"
}

resource "aws_s3_bucket" "uploads" {
}

resource "aws_s3_bucket" "done" {
}

resource "aws_s3_bucket_notification" "uploads" {
  bucket = aws_s3_bucket.uploads.id

  lambda_function {
    lambda_function_arn = aws_lambda_function.orders.arn
    events              = ["s3:ObjectCreated:*"]
  }
}

variable "bucket" {
  type = string
}
