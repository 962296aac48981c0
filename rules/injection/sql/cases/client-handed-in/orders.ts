interface Client {
  query(statement: string, values?: readonly unknown[]): Promise<readonly unknown[]>;
  run(task: string): Promise<readonly unknown[]>;
}

export class Orders {
  constructor(private readonly client: Client) {}

  ofState(state: string) {
    let statement = 'select id, total from orders where total > 0';
    if (state !== '') statement += ` and state = '${state}'`;
    return this.client.query(statement);
    //                       ^^^^^^^^^ `event.queryStringParameters.state` (anyone can send it: GET /orders has no authorizer) becomes part of a SQL statement
  }

  ofOwner(owner: string) {
    return this.client.query('select id, total from orders where owner = $1', [owner]);
  }

  report(name: string) {
    return this.client.run('Select the orders of ' + name);
  }
}
