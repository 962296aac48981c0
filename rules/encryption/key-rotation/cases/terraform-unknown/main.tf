resource "aws_kms_key" "own" {
  enable_key_rotation = var.rotate
}

variable "rotate" {
  type = bool
}
