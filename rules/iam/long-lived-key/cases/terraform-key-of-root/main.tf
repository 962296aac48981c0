resource "aws_iam_access_key" "root" {
  user = "root"
  #      ^^^^^^ An access key is made for `root`, who may do everything in the account
}

resource "aws_iam_access_key" "old" {
  user   = "root"
  status = "Inactive"
}
