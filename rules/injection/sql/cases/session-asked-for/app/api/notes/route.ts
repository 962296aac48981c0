import { getServerSession } from 'next-auth';
import { NextResponse } from 'next/server';
import { Pool } from 'pg';

const pool = new Pool();

export async function GET(request: Request) {
  const session = await getServerSession();
  if (!session?.user) return NextResponse.json({ error: 'Unauthorized' }, { status: 401 });
  const order = new URL(request.url).searchParams.get('order');
  const found = await pool.query(`SELECT * FROM notes ORDER BY ${order}`);
  //                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ any signed-in caller can send it: the code asks who has signed in
  return NextResponse.json(found.rows);
}
