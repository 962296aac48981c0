import { Sequelize } from 'sequelize';

export const database = new Sequelize({
  dialect: 'postgres',
  host: 'db.example.org',
  dialectOptions: { ssl: process.env.DB_SSL === 'true' ? { require: true } : false },
});
