import express, { type Request, type Response } from 'express';
import serverless from 'serverless-http';
import { User } from './users';

const app = express();

app.post('/login', async (req: Request, res: Response) => {
  const user = await User.findOne({ name: req.body.name, code: String(req.body.code) });
  //                                      ^^^^^^^^^^^^^ becomes part of a database filter
  res.sendStatus(user === null ? 401 : 204);
});

app.get('/search', async (req: Request, res: Response) => {
  const found = await User.find(req.query);
  //                            ^^^^^^^^^ becomes part of a database filter
  res.json(found.length);
});

export const handler = serverless(app);
