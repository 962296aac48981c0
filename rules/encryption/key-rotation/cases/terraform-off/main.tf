resource "aws_kms_key" "own" {
  enable_key_rotation = false
  #                     ^^^^^ Key `aws_kms_key.own` is never rotated, so all that it ever encrypted hangs on one piece of key
}
