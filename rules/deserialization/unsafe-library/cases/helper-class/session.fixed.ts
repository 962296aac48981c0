export class Session {
  constructor(private readonly cookies: string[]) {}

  isOpen(): boolean {
    try {
      const state = JSON.parse(this.cookies[0]);
      //                                   ^^^^^^^^^^^^^^^ `event.cookies[]` (anyone can send it: GET /session has no authorizer) is deserialized in a way that can run code
      return state.open === true;
    } catch {
      return false;
    }
  }
}
