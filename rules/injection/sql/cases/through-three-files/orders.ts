import { rows } from './db';

export class Orders {
  private readonly table = 'orders';

  async byCustomer(customer: string) {
    return rows(`SELECT * FROM ${this.table} WHERE customer = '${customer}'`);
    //          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 3: joined into text
    //          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 4: passed to `rows`
  }
}
