import { getUser } from '../../../users';
import { NextResponse } from 'next/server';
import { Pool } from 'pg';

const pool = new Pool();

export async function GET(request: Request) {
  const { searchParams } = new URL(request.url);
  const user = await getUser(searchParams.get('user'));
  if (!user) return NextResponse.json({ error: 'Unauthorized' }, { status: 401 });
  const found = await pool.query(`SELECT * FROM notes ORDER BY ${searchParams.get('order')}`);
  //                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ anyone who knows the address can send it
  return NextResponse.json(found.rows);
}
