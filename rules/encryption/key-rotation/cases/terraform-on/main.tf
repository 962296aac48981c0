resource "aws_kms_key" "own" {
  enable_key_rotation = true
}
