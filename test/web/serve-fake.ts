import { createFake } from './fake-simulator.ts';

/** For working on the page without the program: `node --import tsx test/web/serve-fake.ts`. */
const { app } = await createFake();
console.log(await app.listen({ port: Number(process.env['PORT'] ?? 3999), host: '127.0.0.1' }));
