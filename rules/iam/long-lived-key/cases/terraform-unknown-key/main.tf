resource "aws_iam_user" "uploader" {
  name = "uploader"
}

resource "aws_iam_access_key" "uploader" {
  user = aws_iam_user.uploader.name
}

resource "aws_lambda_function" "upload" {
  function_name = "upload"
  filename      = "upload.zip"
  handler       = "upload.handler"
  runtime       = "nodejs22.x"

  environment {
    variables = {
      KEY_ID = var.key_id
      KEY    = var.secret
    }
  }
}

variable "key_id" {
  type = string
}

variable "secret" {
  type = string
}
