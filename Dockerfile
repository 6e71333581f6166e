# The reference server and every verb of the command line: docker run --rm -p 8790:8790 scimulate
FROM node:24-slim AS build
WORKDIR /build
COPY . .
RUN npm ci --ignore-scripts --no-fund --no-audit \
  && node scripts/build.ts \
  && npm pack --ignore-scripts --silent

FROM node:24-slim
ENV NODE_ENV=production
COPY --from=build /build/scimulate-*.tgz /tmp/
RUN npm install --global --omit=dev --ignore-scripts --no-fund --no-audit /tmp/scimulate-*.tgz \
  && rm /tmp/scimulate-*.tgz \
  && install -d -o node -g node /data
USER node
WORKDIR /data
VOLUME /data
EXPOSE 8790
# Any answer shows that it lives: without a token, that is 401.
HEALTHCHECK --interval=10s --timeout=3s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8790/scim/v2/ServiceProviderConfig').then(({ status }) => process.exit(status < 500 ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["scimulate"]
CMD ["serve", "--host", "0.0.0.0", "--data", "/data/scimulate.sqlite"]
