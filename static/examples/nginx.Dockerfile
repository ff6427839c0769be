FROM node:18 AS site
WORKDIR /site
COPY package*.json ./
RUN npm install -g pnpm && npm ci
COPY . .
RUN npm run build

FROM nginx:stable
RUN rm -rf /usr/share/nginx/html/*
COPY --from=site /site/dist /usr/share/nginx/html
ADD https://example.com/errors/404.html /usr/share/nginx/html/404.html
COPY nginx.conf /etc/nginx/conf.d/default.conf
COPY tls/server.key /etc/nginx/tls/server.key
RUN chmod 644 /usr/share/nginx/html/404.html
EXPOSE 80 443
CMD nginx -g "daemon off;"
