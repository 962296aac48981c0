const { ECSClient, RunTaskCommand } = require('@aws-sdk/client-ecs');

const client = new ECSClient({});

exports.handler = async () => {
  await client.send(new RunTaskCommand({
    cluster: process.env.CLUSTER,
    taskDefinition: process.env.TASK,
    launchType: 'FARGATE',
    networkConfiguration: { awsvpcConfiguration: { subnets: [process.env.SUBNET] } },
  }));
};
