import vm from 'node:vm';
import type { NextFunction, Request, Response } from 'express';
import 'serverless-http';

export function order() {
  return ({ body }: Request, res: Response, next: NextFunction) => {
    const sandbox = { lines: body.lines };
    vm.createContext(sandbox);
    vm.runInContext('total(lines)', sandbox);
    //                              ^^^^^^^ is put into a sandbox that can be left
    res.json({});
    next();
  };
}
