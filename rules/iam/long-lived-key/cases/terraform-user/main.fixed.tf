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
      KEY_ID = aws_iam_access_key.uploader.id
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `KEY` gives `upload` the secret
    }
  }
}
