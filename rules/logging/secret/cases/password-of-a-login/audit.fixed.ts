export function audit(entry: { user: string; password: string }): void {
  console.info('login', '[redacted]');
  //                    ^^^^^^^^^^^^^^ `body.password` is written to the log, where everybody who can read logs has it
}
