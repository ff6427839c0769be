FROM golang:1.22-alpine AS Build
WORKDIR /src
COPY . .
RUN apk add git upx
RUN cd cmd/server && go build -o /out/server .

FROM ubuntu
RUN apt-get update && apt-get -y upgrade && \
    apt-get install ca-certificates wget
RUN wget http://downloads.example.com/migrate.tar.gz && \
    tar xzf migrate.tar.gz -C /usr/local/bin
COPY --from=build /out/server /usr/local/bin/server
HEALTHCHECK CMD wget -q localhost:8080/healthz
CMD ["/usr/local/bin/server"]
EXPOSE 8080/tcp
CMD server --listen :8080
