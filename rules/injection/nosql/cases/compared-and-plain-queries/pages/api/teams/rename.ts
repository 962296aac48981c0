import type { NextApiRequest, NextApiResponse } from 'next';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();

export default async function rename(req: NextApiRequest, res: NextApiResponse) {
  const { teamId } = req.query as { teamId: string };
  const { ids, label } = req.body as { ids: string[]; label: string };
  const team = await prisma.team.findFirst({ where: { id: teamId, archived: false } });
  await prisma.note.updateMany({ where: { id: { in: ids }, teamId, label: { notIn: label } }, data: { open: false } });
  res.status(team === null ? 404 : 204).end();
}
