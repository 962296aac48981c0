import { PrismaClient } from '@prisma/client';
import express, { type Request, type Response } from 'express';
import mongoose from 'mongoose';
import serverless from 'serverless-http';

const User = mongoose.model('User', new mongoose.Schema({ name: String, role: String }));
const prisma = new PrismaClient();
const app = express();

app.post('/users', async (req: Request, res: Response) => {
  const user = await User.create(req.body);
  //                             ^^^^^^^^ is stored with every field that it has
  res.json({ id: user.id });
});

app.patch('/orders/:id', async (req: Request, res: Response) => {
  await prisma.order.update({ where: { id: Number(req.params.id) }, data: req.body });
  //                                                                      ^^^^^^^^ is stored with every field that it has
  res.sendStatus(204);
});

export const handler = serverless(app);
