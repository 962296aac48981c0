import { getServerSession } from 'next-auth';
import { NextResponse } from 'next/server';
import { Pool } from 'pg';

const pool = new Pool();

export async function POST(request: Request) {
  const { public: open, order } = await request.json();
  if (open) {
    const shown = await pool.query(`SELECT * FROM notes WHERE shown ORDER BY ${order}`);
    //                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ anyone who knows the address can send it
    return NextResponse.json(shown.rows);
  }
  const session = await getServerSession();
  if (!session) return NextResponse.json({ error: 'Unauthorized' }, { status: 401 });
  return NextResponse.json(await pool.query('SELECT * FROM notes'));
}
