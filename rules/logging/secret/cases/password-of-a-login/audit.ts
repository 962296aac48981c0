export function audit(entry: { user: string; password: string }): void {
  console.info('login', entry.password);
  //                    ^^^^^^^^^^^^^^ `body.password` is written to the log, where everybody who can read logs has it
}
