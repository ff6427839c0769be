# A web shop's API, as it was first checked in.
FROM node:latest
MAINTAINER Shop Team <shop@example.com>

ENV NODE_ENV production
ENV DATABASE_PASSWORD=hunter2-prod

ADD . /app
WORKDIR app

RUN apt-get update
RUN apt-get install -y curl python3
RUN npm install
RUN chmod -R 777 /app

EXPOSE 3000
CMD npm start
